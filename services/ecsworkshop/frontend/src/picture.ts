/** Draws a view as SVG: zones as boxes, services in them, and the calls between them. */
import { type Band, type Call, layOut, SERVICE, type Service, type View, WIDTH } from './layout';
import { markup, type Markup } from './markup';

/** What fits, in characters. */
const FITS = { zone: 44, detail: 17 };
const ARROW = { start: SERVICE.left + SERVICE.width + 4, end: SERVICE.right - 6 };

export function drawPicture(view: View): Markup {
  const { height, bands, services, calls } = layOut(view);
  // One unit of margin, so that no line at the edge is cut in half.
  return markup`<svg class="picture" role="img" aria-labelledby="picture-title picture-text" viewBox="-1 -1 ${WIDTH + 2} ${height + 2}">
<title id="picture-title">Zones, and the calls between them.</title>
<desc id="picture-text">${describeView(view)}</desc>
${bands.map(drawBand)}${calls.map(drawCall)}${services.map(drawService)}</svg>`;
}

/** The picture in words. */
export function describeView({ zone, answers }: View): string {
  const sentences = answers.map((answer) =>
    answer.kind === 'failure'
      ? `No backend found for ${answer.name}.`
      : `${answer.name} answers from zone ${answer.zone}.`,
  );
  return [`The frontend runs in zone ${zone}.`, ...sentences].join(' ');
}

function drawBand({ kind, name, y, height }: Band): Markup {
  return markup`<rect class="zone zone-${kind}" x="0" y="${y}" width="${WIDTH}" height="${height}" rx="12"/>
<text class="zone-name" x="${SERVICE.left}" y="${y + 22}">${cut(kind === 'lost' ? name : `Zone ${name}`, FITS.zone)}</text>
`;
}

function drawService({ name, detail, x, y, lost }: Service): Markup {
  return markup`<g class="${lost ? 'lost' : 'found'}"><rect class="service" x="${x}" y="${y}" width="${SERVICE.width}" height="${SERVICE.height}" rx="8"/>
<text class="service-name" x="${x + 12}" y="${y + 22}">${name}</text>
<text class="service-commit" x="${x + 12}" y="${y + 40}">${cut(detail, FITS.detail)}</text></g>
`;
}

function drawCall({ from, to, lost }: Call): Markup {
  const { start, end } = ARROW;
  // Straight at both ends, so that the tip sits on its line.
  const [first, last] = [start + 4, end - 8];
  const middle = (first + last) / 2;
  const curve = `M${start} ${from}H${first}C${middle} ${from} ${middle} ${to} ${last} ${to}H${end}`;
  const tip = lost
    ? `M${end - 9} ${to - 5}l10 10m0 -10l-10 10` // A cross.
    : `M${end - 7} ${to - 5}L${end} ${to}L${end - 7} ${to + 5}`;
  return markup`<g class="${lost ? 'lost' : 'found'}"><path class="call call-line" d="${curve}"/><path class="call" d="${tip}"/></g>
`;
}

function cut(text: string, longest: number): string {
  const characters = [...text];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : text;
}
