import { accountAccess } from './account-access.cases.ts';
import { facebookLogin } from './facebook-login.cases.ts';
import type { SectionCases } from './fidelity-case.ts';
import { insights } from './insights.cases.ts';
import { instagramLogin } from './instagram-login.cases.ts';
import { managing } from './managing.cases.ts';
import { pages } from './pages.cases.ts';
import { publishing } from './publishing.cases.ts';

/** The cases of every section of FIDELITY.md. A new row needs its cases in one of these. */
export const sections: SectionCases[] = [
  instagramLogin,
  accountAccess,
  facebookLogin,
  publishing,
  managing,
  insights,
  pages,
];
