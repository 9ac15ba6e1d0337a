/* global AbortSignal, document, fetch, setTimeout */
// Asks for the colour and the version, shows them, and asks again 5 s after the answer: calls never overlap.

const INTERVAL_MS = 5_000;

async function fetchJson(url) {
  const response = await fetch(url, { cache: 'no-store', signal: AbortSignal.timeout(INTERVAL_MS) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}

// A screen reader announces every write, so only what is new is written.
function show(id, text) {
  const element = document.getElementById(id);
  if (element.textContent !== text) element.textContent = text;
}

async function refresh() {
  try {
    // Relative, so that the page works under any path of a load balancer.
    const [{ color }, { version }] = await Promise.all(
      ['gateway/color/color', 'gateway/version'].map(fetchJson),
    );
    show('color', color);
    show('version', version);
    show('error', '');
    document.getElementById('swatch').style.backgroundColor = color;
  } catch (error) {
    show('error', `The color may be out of date: ${error.message}.`);
  }
  setTimeout(refresh, INTERVAL_MS);
}

refresh();
