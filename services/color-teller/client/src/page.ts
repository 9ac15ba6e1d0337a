/** Serves the page that `npm run build` makes: what browsers may do with it, and how long they may keep it. */
import path from 'node:path';
import { type ServerResponse } from 'node:http';
import express, { type RequestHandler } from 'express';

/** Nothing from elsewhere, nothing inline, in nobody's frame: the page needs its own files and this server alone. */
const POLICY =
  "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

const HEADERS = {
  'Content-Security-Policy': POLICY,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** Names in `assets/` hold a hash of the content; whatever else there is, is asked for again and again. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const ASK_FIRST = 'no-cache';

export function servePage(folder: string): RequestHandler {
  const assets = path.join(folder, 'assets') + path.sep;
  const setHeaders = (response: ServerResponse, file: string): void => {
    response.setHeaders(new Map(Object.entries(HEADERS)));
    response.setHeader('Cache-Control', file.startsWith(assets) ? FOR_EVER : ASK_FIRST);
  };
  return express.static(folder, { setHeaders });
}
