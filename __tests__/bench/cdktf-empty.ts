/** Child process: a cdktf app that declares nothing. */
import { App } from 'cdktf';

new App().synth();
