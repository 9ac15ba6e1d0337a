/** The Express app that every service starts from: health, resources, and an answer for whatever goes wrong. */
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import { log } from './log';

/** So that a service which only adds resources needs no Express of its own. */
export type HttpApp = Express;

/** What a resource answers: an object as JSON, a string as plain text. */
export type Representation = object | string;

/** How a service differs from the others where it has nothing to say itself. */
export interface HttpAppOptions {
  /** What GET /health answers. @default { status: 'up' } */
  readonly health?: () => Representation;
  /** How errors are told. @default 'json' */
  readonly errors?: 'json' | 'text';
  /** Whether `/a` is neither `/a/` nor `/A`. @default false */
  readonly exactPaths?: boolean;
}

/** `addRoutes` adds what the service itself answers, between /health and the answers to the unknown. */
export function createHttpApp(addRoutes: (app: Express) => void, options: HttpAppOptions = {}): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag'); // Answers differ from task to task: nothing to revalidate.
  app.set(ERRORS, options.errors ?? 'json');
  // Before the first route: Express reads these two once.
  for (const setting of ['strict routing', 'case sensitive routing'])
    app.set(setting, options.exactPaths === true);
  addResource(app, '/health', options.health ?? (() => ({ status: 'up' })));
  addRoutes(app);
  app.use(answerNotFound, answerError);
  return app;
}

/** Answers GET (and HEAD) at `path`, or at each of several, with what `represent` gives. */
export function addResource(
  app: Express,
  path: string | string[],
  represent: () => Representation | Promise<Representation>,
): void {
  addGet(app, path, async (_request, response) => {
    const representation = await represent();
    if (typeof representation === 'string') response.type('text/plain').send(representation);
    else response.json(representation);
  });
}

/** Answers GET (and HEAD) at `path` by `handle`, and 405 to any other method. */
export function addGet(app: Express, path: string | string[], handle: RequestHandler): void {
  const [name] = [path].flat();
  app
    .route(path)
    .get(handle)
    .all((_request, response) => {
      response.set('Allow', 'GET, HEAD');
      const description = `${name} answers GET and HEAD only.`;
      answerProblem(response, 405, { error: 'method_not_allowed', description });
    });
}

/** The setting of the app that says how its errors are told. */
const ERRORS = 'errors';

function answerProblem(
  response: Response,
  status: number,
  problem: { readonly error: string; readonly description: string },
): void {
  response.status(status);
  if (response.app.get(ERRORS) === 'text') response.type('text/plain').send(problem.description);
  else response.json(problem);
}

const answerNotFound: RequestHandler = (request, response) => {
  answerProblem(response, 404, { error: 'not_found', description: `There is nothing at ${request.path}.` });
};

// Express knows an error handler by its four parameters.
const answerError: ErrorRequestHandler = (error: unknown, request: Request, response, next) => {
  if (response.headersSent) return next(error);
  log('error', { message: 'A request failed.', path: request.path, error: errorText(error) });
  answerProblem(response, 500, {
    error: 'internal_error',
    description: 'The service failed to answer.',
  });
};

/** The stack where there is one, since that is what a reader of the log needs. */
export function errorText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
