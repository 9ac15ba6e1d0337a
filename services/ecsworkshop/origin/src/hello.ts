/** The words in which a backend of the workshop says where it is, as they are written and as they are read. */
import { UNKNOWN_ZONE } from './zone';

export interface Hello {
  /** Who answers: `Crystal backend`. */
  readonly from: string;
  readonly zone: string;
  readonly commit: string;
}

export function helloText({ from, zone, commit }: Hello): string {
  return `${from}: Hello! from ${zone} commit ${commit}`;
}

/** Undefined for a text that is no hello. */
export function readHello(text: string): Hello | undefined {
  const [, from, zone, commit] = /^(.+?): Hello! from (.*) commit (.*)$/.exec(text.trim()) ?? [];
  if (from === undefined || zone === undefined || commit === undefined) return undefined;
  return { from, zone: zoneIn(zone), commit: commit.trim() };
}

/** The workshop's own images say `10.0.0.5 in AZ-a`; the address tells nothing about the zone. */
function zoneIn(place: string): string {
  return place.replace(/^\S+ in (?=\S)/, '').trim() || UNKNOWN_ZONE;
}
