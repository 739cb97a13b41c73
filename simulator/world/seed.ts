import type { Account, App, Person } from './entities.ts';
import { seedFacebook } from './facebook-seed.ts';
import { defaultFlags } from './flags.ts';
import type { World } from './world.ts';

/** The app the demo world knows: its id and secret are what `INSTAGRAM_APP_ID` and `INSTAGRAM_APP_SECRET` have to be. */
export const demoApp: App = {
  id: '1784140000000042',
  secret: '51a7ed0c0ffee00051a7ed0c0ffee042',
  name: 'Tintype',
  redirectUris: [],
  testers: [],
  flags: defaultFlags,
};

const people: Person[] = [
  { id: 'marta', name: 'Marta Linden' },
  { id: 'ilse', name: 'Ilse Harbour' },
];

const accounts: Account[] = [
  {
    id: '17841400000000101',
    personId: 'marta',
    username: 'linden.ceramics',
    name: 'Linden Ceramics',
    biography: 'Stoneware, thrown and fired in Lisbon. Shop on Thursdays.',
    website: 'https://linden-ceramics.example/',
    type: 'BUSINESS',
    followersCount: 8406,
    followsCount: 391,
    pictureId: 'profile-linden',
    isRestricted: false,
  },
  {
    id: '17841400000000202',
    personId: 'marta',
    username: 'saltmarsh.walks',
    name: 'Saltmarsh Walks',
    biography: 'Slow walks on the Essex coast, tide tables included.',
    type: 'MEDIA_CREATOR',
    followersCount: 23180,
    followsCount: 512,
    pictureId: 'profile-saltmarsh',
    isRestricted: false,
  },
  {
    id: '17841400000000303',
    personId: 'marta',
    username: 'home.and.dog',
    name: 'Marta at home',
    biography: 'Mostly the dog.',
    type: 'PERSONAL',
    followersCount: 212,
    followsCount: 340,
    pictureId: 'profile-home',
    isRestricted: false,
  },
  {
    id: '17841400000000404',
    personId: 'ilse',
    username: 'harbour.bakery',
    name: 'Harbour Bakery',
    biography: 'Rye, wheat and salt. Open from six.',
    type: 'BUSINESS',
    followersCount: 3127,
    followsCount: 98,
    pictureId: 'profile-harbour',
    isRestricted: false,
  },
];

/** Names of seeds: `demo` is the app and the accounts above, `empty` is nothing. */
export type SeedName = 'demo' | 'empty';

/** Fills an empty world. Pictures of the accounts are painted when they are first asked for. */
export function seedWorld(world: World, name: SeedName): void {
  if (name === 'empty') return;
  world.apps.put(demoApp);
  for (const person of people) world.people.put(person);
  for (const account of accounts) world.accounts.put(account);
  seedFacebook(world);
}
