import { unless, type Breach } from './breach.ts';
import type { Placing } from './capabilities.ts';

export interface Spot {
  x: number | null;
  y: number | null;
}

/** Meta: IG User Media, read 2026-09. Its pages say 3 and 5 collaborators; 3 is always taken. */
export const tagLimits = { people: 20, products: 5, collaborators: 3 } as const;

/** The rules for the people on one file. `placing` is how they stand there; null where Instagram takes none and none are sent. */
export function preflightPeople(
  people: readonly ({ username: string } & Spot)[],
  placing: Placing | null,
): Breach[] {
  if (!placing) return [];
  return [
    ...unless(people.length <= tagLimits.people, () => ({
      rule: 'people_count',
      sentence: `${people.length} people are tagged; Instagram takes at most ${tagLimits.people}.`,
      fix: 'Remove some of them.',
      field: 'people',
    })),
    ...unless(
      people.every(({ username }) => isUsername(username)),
      () => username('people', people),
    ),
    ...unless(placing !== 'placed' || people.every(isPlaced), () => ({
      rule: 'people_place',
      sentence: 'Somebody is tagged without a place on the picture.',
      fix: 'Say where they are, or remove the tag.',
      field: 'people',
    })),
    ...twice('people', people),
  ];
}

/** The rules for the products on one file. */
export function preflightProducts(products: readonly Spot[], placing: Placing | null): Breach[] {
  if (!placing) return [];
  return [
    ...unless(products.length <= tagLimits.products, () => ({
      rule: 'products_count',
      sentence: `${products.length} products are tagged; Instagram takes at most ${tagLimits.products}.`,
      fix: 'Remove some of them.',
      field: 'products',
    })),
    ...unless(placing !== 'placed' || products.every(isPlaced), () => ({
      rule: 'products_place',
      sentence: 'A product is tagged without a place on the picture.',
      fix: 'Say where it is, or remove the tag.',
      field: 'products',
    })),
  ];
}

export function preflightCollaborators(names: readonly string[]): Breach[] {
  const people = names.map((username) => ({ username }));
  return [
    ...unless(names.length <= tagLimits.collaborators, () => ({
      rule: 'collaborators_count',
      sentence: `${names.length} people are invited to collaborate; Instagram takes at most ${tagLimits.collaborators}.`,
      fix: 'Remove some of them.',
      field: 'collaborators',
    })),
    ...unless(names.every(isUsername), () => username('collaborators', people)),
    ...twice('collaborators', people),
  ];
}

/** As people write it, `@name` too, into what Instagram takes. */
export function usernameOf(written: string): string {
  return written.trim().replace(/^@/, '');
}

function isUsername(written: string): boolean {
  return /^[A-Za-z0-9._]{1,30}$/.test(usernameOf(written));
}

const isPlaced = ({ x, y }: Spot) => x !== null && y !== null;

function username(field: 'people' | 'collaborators', people: readonly { username: string }[]): Breach {
  const wrong = people.find((each) => !isUsername(each.username))?.username ?? '';
  return {
    rule: `${field}_username`,
    sentence: `“${wrong.slice(0, 40)}” is not a username of Instagram.`,
    fix: 'Usernames have letters, digits, points and underscores.',
    field,
  };
}

function twice(field: 'people' | 'collaborators', people: readonly { username: string }[]): Breach[] {
  const names = people.map(({ username }) => usernameOf(username).toLowerCase());
  const repeated = names.find((name, i) => names.indexOf(name) !== i);
  return unless(repeated === undefined, () => ({
    rule: `${field}_twice`,
    sentence: `@${repeated} is named twice.`,
    fix: 'Remove one of them.',
    field,
  }));
}
