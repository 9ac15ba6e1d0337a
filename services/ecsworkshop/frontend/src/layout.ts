/** Where everything in the picture lies: one band for each zone, the frontend on the left, backends on the right. */
import { UNKNOWN_ZONE } from '@ecsworkshop/origin';
import { type Answer } from './ask-backend';

/** What the page shows: where the frontend is, and what it was answered. */
export interface View {
  readonly zone: string;
  readonly commit: string;
  readonly answers: readonly Answer[];
}

export interface Service {
  readonly name: string;
  /** Second line. */
  readonly detail: string;
  readonly x: number;
  readonly y: number;
  readonly lost: boolean;
}

export interface Band {
  readonly kind: 'zone' | 'unsure' | 'lost';
  readonly name: string;
  readonly y: number;
  readonly height: number;
}

/** From the right edge of the frontend to the left edge of a backend. */
export interface Call {
  readonly from: number;
  readonly to: number;
  readonly lost: boolean;
}

export interface Layout {
  readonly height: number;
  readonly bands: readonly Band[];
  readonly services: readonly Service[];
  readonly calls: readonly Call[];
}

/** Narrow enough that its letters can be read on a telephone. */
export const WIDTH = 360;
export const SERVICE = { width: 132, height: 52, left: 16, right: WIDTH - 16 - 132 };
const HEADER = 32;
const GAP = 12;
const PADDING = 16;

type Place = Pick<Band, 'kind' | 'name'>;

export function layOut({ zone, commit, answers }: View): Layout {
  const bands: Band[] = [];
  const services: Service[] = [];
  let y = 0;
  for (const place of placesOf(zone, answers)) {
    const here = answers.filter((answer) => isSame(placeOf(answer), place));
    const top = y + HEADER;
    const stack = Math.max(here.length, 1) * (SERVICE.height + GAP) - GAP;
    if (isSame(placeOfZone(zone), place)) {
      const middle = top + (stack - SERVICE.height) / 2;
      services.push({
        name: 'Frontend',
        detail: commitText(commit),
        x: SERVICE.left,
        y: middle,
        lost: false,
      });
    }
    here.forEach((answer, index) => services.push(backend(answer, top + index * (SERVICE.height + GAP))));
    bands.push({ ...place, y, height: HEADER + stack + PADDING });
    y += HEADER + stack + PADDING + GAP;
  }
  return { height: y - GAP, bands, services, calls: callsIn(services) };
}

/** Zones by name; then what is less sure. */
function placesOf(zone: string, answers: readonly Answer[]): Place[] {
  const order = { zone: 0, unsure: 1, lost: 2 };
  const places = new Map<string, Place>();
  for (const place of [placeOfZone(zone), ...answers.map(placeOf)]) {
    places.set(`${place.kind} ${place.name}`, place);
  }
  return [...places.values()].sort((a, b) => order[a.kind] - order[b.kind] || (a.name < b.name ? -1 : 1));
}

function placeOf(answer: Answer): Place {
  return answer.kind === 'failure' ? { kind: 'lost', name: 'Nowhere to be found' } : placeOfZone(answer.zone);
}

function placeOfZone(zone: string): Place {
  return { kind: zone === UNKNOWN_ZONE ? 'unsure' : 'zone', name: zone };
}

function isSame(a: Place, b: Place): boolean {
  return a.kind === b.kind && a.name === b.name;
}

function backend(answer: Answer, y: number): Service {
  const lost = answer.kind === 'failure';
  const detail = lost ? 'no backend found' : commitText(answer.commit);
  return { name: answer.name, detail, x: SERVICE.right, y, lost };
}

/** As Git shortens a hash; any other name is cut by who draws it. */
function commitText(commit: string): string {
  return `commit ${/^[0-9a-f]{40}$/.test(commit) ? commit.slice(0, 7) : commit}`;
}

function callsIn(services: readonly Service[]): Call[] {
  const middle = ({ y }: Service) => y + SERVICE.height / 2;
  const frontend = services.find(({ x }) => x === SERVICE.left);
  if (frontend === undefined) return [];
  return services
    .filter((service) => service !== frontend)
    .map((service) => ({ from: middle(frontend), to: middle(service), lost: service.lost }));
}
