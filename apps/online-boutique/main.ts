import { ReleaseApp } from 'stepgate';
import { onlineBoutique } from './boutique';

const app = new ReleaseApp();
onlineBoutique(app);
app.synth();
