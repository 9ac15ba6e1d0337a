/** The two forms in which a backend says hello. */
import { addResource, type HttpApp } from '@meshwright/http-service';
import { helloText } from './hello';
import { type Origin } from './origin';

export interface HelloPaths {
  /** Who answers: `Crystal backend`. */
  readonly from: string;
  /** Where the hello is a line of text. */
  readonly text: string[];
  /** Where it is JSON. */
  readonly json: string[];
}

export function addHello(app: HttpApp, { from, text, json }: HelloPaths, { zone, commit }: Origin): void {
  addResource(app, text, async () => helloText({ from, zone: await zone(), commit }));
  addResource(app, json, async () => ({ from, message: await zone(), commit }));
}
