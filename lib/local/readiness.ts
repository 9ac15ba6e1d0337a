/** Asks a program until it answers. */
import { get } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Probe } from './programs';

const EVERY_MS = 20;
const ANSWER_MS = 2_000;

/** True once it is ready; false when the signal comes first. */
export async function waitUntilReady(probe: Probe, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    if (await answers(probe)) return true;
    await sleep(EVERY_MS);
  }
  return false;
}

function answers({ host, port, path }: Probe): Promise<boolean> {
  return path === undefined ? connects(host, port) : answersWell(host, port, path);
}

function connects(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port }, () => finish(true));
    const finish = (connected: boolean) => {
      socket.destroy();
      resolve(connected);
    };
    socket.once('error', () => finish(false));
  });
}

function answersWell(host: string, port: number, path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get({ host, port, path, agent: false, timeout: ANSWER_MS }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(false));
  });
}
