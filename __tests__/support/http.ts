// Plain HTTP/1.1 requests, each on its own connection unless an agent is given.
import { type Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';

export interface HttpCall {
  readonly host: string;
  readonly port: number;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly agent?: Agent;
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export const get = (call: Omit<HttpCall, 'method'>): Promise<Reply> => request({ ...call, method: 'GET' });

export function request({ path = '/', ...call }: HttpCall): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ ...call, path, agent: call.agent ?? false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
      response.once('error', reject);
    });
    sent.once('error', reject);
    sent.end();
  });
}
