/** Serves the page that `npm run build` makes: how long browsers may keep it. */
import path from 'node:path';
import { type ServerResponse } from 'node:http';
import { PAGE_HEADERS } from '@meshwright/http-service';
import express, { type RequestHandler } from 'express';

/** Names in `assets/` hold a hash of the content; whatever else there is, is asked for again and again. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const ASK_FIRST = 'no-cache';

export function servePage(folder: string): RequestHandler {
  const assets = path.join(folder, 'assets') + path.sep;
  const setHeaders = (response: ServerResponse, file: string): void => {
    response.setHeaders(new Map(PAGE_HEADERS));
    response.setHeader('Cache-Control', file.startsWith(assets) ? FOR_EVER : ASK_FIRST);
  };
  return express.static(folder, { setHeaders });
}
