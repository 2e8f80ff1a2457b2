import { evaluate, readText, recommended } from 'stepgate/gates';
import { manifestsOf } from '../manifests';

// `node gates/growth.js <count>`: judges the manifests of so many services, read before, and prints the CPU time of that and how
// many objects there were.
const count = Number(process.argv[2]);
// The first ones compile the code, and what a fleet has in common is thought about there.
judge(300);
console.log(JSON.stringify(judge(count)));

function judge(services: number): { milliseconds: number; objects: number } {
  const { items } = readText(manifestsOf(services), 'fleet.yaml');
  const start = process.cpuUsage();
  const { objects, gates } = evaluate(items, recommended, { today: '2026-11-25' });
  const { user, system } = process.cpuUsage(start);
  if (gates.some(({ errors }) => errors > 0)) throw new Error('the fleet has faults, which take time of their own.');
  return { milliseconds: (user + system) / 1000, objects };
}
