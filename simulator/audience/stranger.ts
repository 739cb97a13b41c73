import { draw, drawShare } from './chance.ts';
import type { Crowd } from './crowd.ts';
import { firstNames, lastNames } from './names.ts';
import { countries, type Country } from './places.ts';

/** Somebody of the crowd as Instagram knows them. */
export type Stranger = Traits & {
  /** Instagram-scoped id: another for every account they meet. */
  id: string;
  username: string;
  name: string;
};

/** What demographics are made of. */
type Traits = { country: string; city: string; age: Age; gender: Gender };

const ages = ['13-17', '18-24', '25-34', '35-44', '45-54', '55-64', '65+'] as const;
type Age = (typeof ages)[number];
type Gender = 'F' | 'M' | 'U';

/** How many of a hundred are of each age. */
const ageShares = [3, 20, 36, 21, 11, 6, 3] as const;
const [WOMEN, MEN] = [0.55, 0.38];

/** So many of the strangers live where most of an account's people do. */
const HOME_SHARE = 0.46;

/** Who a person is, by the 32 bits of their identity. */
export function strangerOf(crowd: Crowd, identity: number): Stranger {
  const gender = genderOf(identity);
  const first = pick(firstNames[gender === 'M' ? 'M' : 'F'], draw(identity, 5));
  const last = pick(lastNames, draw(identity, 6));
  return {
    id: `6${String(draw(crowd.hash, 7) % 1e5).padStart(5, '0')}${String(identity).padStart(10, '0')}`,
    username: usernameOf(first, last, identity),
    name: `${first} ${last}`,
    country: traitOf(crowd, identity, 'country'),
    city: traitOf(crowd, identity, 'city'),
    age: ageOf(identity),
    gender,
  };
}

/** One trait of a person: demographics ask for one of many people. */
export function traitOf(crowd: Crowd, identity: number, trait: keyof Traits): string {
  if (trait === 'age') return ageOf(identity);
  if (trait === 'gender') return genderOf(identity);
  const country = drawShare(identity, 1) < HOME_SHARE ? homeOf(crowd) : pickByWeight(draw(identity, 2));
  if (trait === 'country') return country.code;
  // The first city of a country is its largest: half of the people live there.
  const bits = draw(identity, 3);
  return (bits % 2 === 0 ? country.cities[0] : pick(country.cities, bits >>> 1)) ?? '';
}

function ageOf(identity: number): Age {
  return ages[ageDraws[draw(identity, 8) % 100] ?? 0] ?? '25-34';
}

function genderOf(identity: number): Gender {
  const side = drawShare(identity, 4);
  if (side < WOMEN) return 'F';
  return side < WOMEN + MEN ? 'M' : 'U';
}

/** The country most of an account's people live in. */
export function homeOf(crowd: Crowd): Country {
  return pickByWeight(draw(crowd.hash, 21));
}

/** Of a hundred people of the crowd as many as live in each country, by hours from UTC: for the hours they are awake. */
export function shareByUtcHours(crowd: Crowd): Map<number, number> {
  const shares = new Map<number, number>([[homeOf(crowd).utcHours, HOME_SHARE]]);
  for (const { utcHours, weight } of countries) {
    shares.set(utcHours, (shares.get(utcHours) ?? 0) + ((1 - HOME_SHARE) * weight) / countryDraws.length);
  }
  return shares;
}

const ageDraws = ageShares.flatMap((share, age) => Array.from({ length: share }, () => age));
const countryDraws = countries.flatMap((country) => Array.from({ length: country.weight }, () => country));

function pickByWeight(bits: number): Country {
  return pick(countryDraws, bits);
}

function pick<T>(list: readonly [T, ...T[]] | readonly T[], bits: number): T {
  return list[bits % list.length] as T;
}

function usernameOf(first: string, last: string, identity: number): string {
  const [given, family] = [first, last].map(plain);
  const number = draw(identity, 9) % 10_000;
  const shapes = [
    `${given}.${family}${number}`,
    `${given}_${family}_${number}`,
    `${given}${family}${number}`,
  ];
  return pick([...shapes, `${family}.${given}.${number}`], draw(identity, 10)).slice(0, 30);
}

/** Usernames are made of letters, digits, dots and underscores. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '');
}
