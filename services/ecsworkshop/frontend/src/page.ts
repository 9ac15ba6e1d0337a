/** The page: where everybody runs, as a picture and as text, and who could not be found. */
import { helloText } from '@ecsworkshop/origin';
import { type Answer } from './ask-backend';
import { type View } from './layout';
import { markup, type Markup } from './markup';
import { drawPicture } from './picture';

export function renderPage(view: View): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="In which zone the frontend and its backends run">
<title>ECS Workshop</title>
<link rel="icon" href="icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="page.css">
<script src="refresh.js" defer></script>
</head>
<body>
<main>
<h1>ECS Workshop</h1>
<div id="answers">
${renderAnswers(view)}
</div>
<div class="controls" id="controls" hidden><button type="button" id="pause">Pause</button> <p class="note" id="pace"></p></div>
<noscript><p class="note">JavaScript is off in this browser: <a href="./">ask again</a> to see what is new.</p></noscript>
<p class="only-heard" role="status" id="status"></p>
</main>
</body>
</html>
`.text;
}

function renderAnswers(view: View): Markup {
  const frontend = helloText({ from: 'Frontend', zone: view.zone, commit: view.commit });
  return markup`<section aria-labelledby="zones">
<h2 id="zones">Where the services run</h2>
${drawPicture(view)}
</section>
${renderTrouble(view.answers)}<section aria-labelledby="words">
<h2 id="words">What they say</h2>
<ul class="lines">${[frontend, ...view.answers.map(lineOf)].map((line) => markup`<li>${line}</li>`)}</ul>
</section>`;
}

function lineOf(answer: Answer): string {
  return answer.kind === 'failure' ? `${answer.name}: no backend found` : answer.text;
}

function renderTrouble(answers: readonly Answer[]): Markup {
  const failures = answers.filter((answer) => answer.kind === 'failure');
  if (failures.length === 0) return markup``;
  return markup`<section class="trouble" aria-labelledby="trouble">
<h2 id="trouble">No backend found</h2>
<ul>${failures.map(({ name, reason }) => markup`<li>${name}: ${reason}.</li>`)}</ul>
</section>
`;
}
