/** The Express app that every service starts from: health, JSON resources, and JSON for whatever goes wrong. */
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { log } from './log';

/** `addRoutes` adds what the service itself answers, between /health and the answers to the unknown. */
export function createHttpApp(addRoutes: (app: Express) => void): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag'); // Answers differ from task to task: nothing to revalidate.
  addResource(app, '/health', () => ({ status: 'up' }));
  addRoutes(app);
  app.use(answerNotFound, answerError);
  return app;
}

/** Answers GET (and HEAD) at `path` with what `represent` gives, and 405 to any other method. */
export function addResource(app: Express, path: string, represent: () => object): void {
  app
    .route(path)
    .get((_request, response) => {
      response.json(represent());
    })
    .all((_request, response) => {
      response.set('Allow', 'GET, HEAD');
      response
        .status(405)
        .json({ error: 'method_not_allowed', description: `${path} answers GET and HEAD only.` });
    });
}

const answerNotFound: RequestHandler = (request, response) => {
  response.status(404).json({ error: 'not_found', description: `There is nothing at ${request.path}.` });
};

// Express knows an error handler by its four parameters.
const answerError: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (response.headersSent) return next(error);
  log('error', { message: 'A request failed.', path: request.path, error: errorText(error) });
  response.status(500).json({ error: 'internal_error', description: 'The service failed to answer.' });
};

/** The stack where there is one, since that is what a reader of the log needs. */
export function errorText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
