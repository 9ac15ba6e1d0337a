/* global document, DOMParser, fetch, HTMLElement, setTimeout, clearTimeout, AbortSignal */
// Asks for the page again every five seconds and puts what is new into this one: no flicker, no lost place.
'use strict';

const INTERVAL_MS = 5_000;
const LIMIT_MS = 10_000;

const answers = element('answers');
const button = element('pause');
const pace = element('pace');
const status = element('status');
let running = true;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

button.addEventListener('click', () => {
  running = !running;
  button.textContent = running ? 'Pause' : 'Resume';
  tellPace();
  startAnew();
});
document.addEventListener('visibilitychange', startAnew);
element('controls').hidden = false;
tellPace();
plan();

function startAnew() {
  clearTimeout(timer);
  if (isWanted()) void refresh();
}

function plan() {
  clearTimeout(timer);
  if (isWanted()) timer = setTimeout(refresh, INTERVAL_MS);
}

function isWanted() {
  return running && document.visibilityState === 'visible';
}

async function refresh() {
  try {
    const next = await load();
    if (running) show(next);
  } catch {
    say('The frontend does not answer. What you see is what it answered last.');
  }
  plan();
}

async function load() {
  const response = await fetch('', { cache: 'no-store', signal: AbortSignal.timeout(LIMIT_MS) });
  if (!response.ok) throw new Error(`answered ${response.status}`);
  const next = new DOMParser().parseFromString(await response.text(), 'text/html').getElementById('answers');
  if (next === null) throw new Error('answered with another page');
  return next;
}

/** @param {HTMLElement} next */
function show(next) {
  const before = summary();
  answers.replaceChildren(...next.childNodes);
  // A screen reader reads the status out: only what has changed.
  status.textContent = summary() === before ? '' : summary();
  tellPace();
}

/** @param {string} trouble */
function say(trouble) {
  pace.textContent = trouble;
  status.textContent = trouble;
}

function tellPace() {
  pace.textContent = running ? 'Asking every five seconds.' : 'Paused: what you see is not asked again.';
}

function summary() {
  return answers.querySelector('desc')?.textContent ?? '';
}

/**
 * @param {string} id
 * @returns {HTMLElement}
 */
function element(id) {
  const found = document.getElementById(id);
  if (found instanceof HTMLElement) return found;
  throw new Error(`The page has no element "${id}".`);
}
