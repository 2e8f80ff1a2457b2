/**
 * Narrows the findings down, and shows what a link leads to. Written for the reader's browser. What is left out has a class rather than
 * `hidden`, so that paper, which has no filter, shows everything.
 */
export const FILTER_SCRIPT = `
const form = document.querySelector('.filter');
const findings = [...document.querySelectorAll('.finding')];
const boxes = [...document.querySelectorAll('.unit, .group:has(.finding), .same')];
const rest = document.querySelector('.others');
const texts = new Map();
const textOf = (finding) => {
  if (!texts.has(finding)) {
    const shared = finding.closest('.same').querySelectorAll(':scope > div > :is(h4, .so)');
    const parts = [finding.closest('.unit, .group').querySelector('header, h3'), ...shared, finding];
    texts.set(finding, parts.map((part) => part.textContent).join(' ').toLowerCase());
  }
  return texts.get(finding);
};
const apply = () => {
  const { text, gate, blocking } = form.elements;
  const only = Boolean(blocking && blocking.checked);
  for (const box of form.querySelectorAll('[name=severity]')) box.disabled = only;
  const severities = only ? ['error'] : [...form.querySelectorAll('[name=severity]:checked')].map((box) => box.value);
  const words = text.value.toLowerCase().split(/\\s+/).filter((word) => word !== '');
  const fits = (finding) => severities.includes(finding.dataset.severity)
    && (gate.value === '' || gate.value === finding.dataset.gate) && words.every((word) => textOf(finding).includes(word));
  const left = findings.filter(fits);
  const kept = new Set(left.flatMap((finding) => [finding, finding.closest('.same'), finding.closest('.unit, .group')]));
  const all = left.length === findings.length;
  for (const box of [...findings, ...boxes]) box.classList.toggle('off', !all && !kept.has(box));
  if (rest) rest.classList.toggle('off', !all && !left.some((finding) => rest.contains(finding)));
  form.querySelector('output').textContent = (all ? 'all ' : left.length + ' of ') + findings.length + ' findings';
  form.querySelector('[type=reset]').hidden = all;
};
const reveal = () => {
  const target = document.querySelector(':target');
  if (!target) return;
  for (let box = target.closest('details'); box; box = box.parentElement.closest('details')) box.open = true;
  if (target.closest('.off')) {
    form.reset();
    apply();
  }
  target.scrollIntoView();
};
if (form) {
  form.addEventListener('input', apply);
  form.addEventListener('submit', (event) => event.preventDefault());
  // the fields change after the event
  form.addEventListener('reset', () => setTimeout(apply));
  form.querySelector('[type=reset]').addEventListener('click', () => form.elements.text.focus());
  form.hidden = false;
  apply();
}
addEventListener('hashchange', reveal);
reveal();
`;
