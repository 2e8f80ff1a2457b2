export { comparePlans } from './compare';
