import { cases } from './cases';
import { judge } from './judge';

describe('a fault in blue-green', () => cases['blue-green'].forEach(judge));
