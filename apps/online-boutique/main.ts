import { ReleaseApp } from 'stepgate';
import { onlineBoutique } from './boutique';
import { gates } from './gates';

const app = new ReleaseApp(gates);
onlineBoutique(app);
app.synth();
