import type { FidelityCase, RowCases, SectionCases } from './fidelity-case.ts';

const missing = (path: string, form?: Record<string, string>): FidelityCase => ({
  says: 'what is not there',
  path,
  ...(form && { form, signedIn: true }),
  status: 404,
});
const shows = (path: string, page: RegExp, nothing: string): RowCases => ({
  answers: [{ says: 'shows it', path, status: 200, page }],
  refusals: [missing(nothing)],
});
const acts = (path: string, form: Record<string, string>, nothing: string): RowCases => ({
  answers: [{ says: 'does it and goes back', path, form: { as: '{account}', ...form }, signedIn: true, status: 303, location: /as=/ }],
  refusals: [
    missing(nothing, { as: '{account}', ...form }),
    { says: 'as somebody one is not', path, form: { as: '{other}', ...form }, status: 403 },
    { says: 'a form of another site', path, form: { as: '{account}', ...form }, headers: { 'sec-fetch-site': 'cross-site' }, signedIn: true, status: 403 },
  ],
}); // prettier-ignore

export const pages: SectionCases = {
  'GET www.instagram.com/p/:shortcode': shows('/p/{shortcode}/', /A bowl/, '/p/nothing/'),
  'GET www.instagram.com/reel/:shortcode': {
    answers: [{ says: 'a photo moves to its own address', path: '/reel/{shortcode}/', status: 303, location: /\/p\// }],
    refusals: [missing('/reel/nothing/')],
  },
  'GET www.instagram.com/p/:shortcode/c/:comment': shows('/p/{shortcode}/c/{comment}/', /Lovely/, '/p/{shortcode}/c/1/'),
  'POST www.instagram.com/p/:shortcode/comments': acts('/p/{shortcode}/comments/', { text: 'Hi' }, '/p/nothing/comments/'),
  'POST www.instagram.com/p/:shortcode/likes': acts('/p/{shortcode}/likes/', { like: 'give' }, '/p/nothing/likes/'),
  'POST www.instagram.com/p/:shortcode/manage': {
    answers: [{ says: 'does it and goes back', path: '/p/{shortcode}/manage/', form: { deed: 'commentsOff' }, signedIn: true, status: 303 }],
    refusals: [
      missing('/p/nothing/manage/', { deed: 'commentsOff' }),
      { says: 'whoever is not signed in', path: '/p/{shortcode}/manage/', form: { deed: 'delete' }, status: 403 },
      { says: 'a form of another site', path: '/p/{shortcode}/manage/', form: { deed: 'delete' }, headers: { 'sec-fetch-site': 'cross-site' }, signedIn: true, status: 403 },
    ],
  },
  'GET www.instagram.com/direct/t/:username': {
    answers: [{ says: 'what was written', path: '/direct/t/linden.ceramics/?as=5550000000000001', given: (scene) => scene.fill('{conversation}'), status: 200, page: /a\.stranger[\s\S]*Hi/ }],
    refusals: [missing('/direct/t/nobody/')],
  },
  'POST www.instagram.com/direct/t/:username': {
    answers: [{ says: 'writes', path: '/direct/t/linden.ceramics/', form: { as: '5550000000000001', text: 'Hello' }, given: (scene) => scene.fill('{conversation}'), status: 303, location: /as=555/ }],
    refusals: [
      missing('/direct/t/nobody/', { as: '5550000000000001', text: 'Hello' }),
      { says: 'as an account', path: '/direct/t/linden.ceramics/', form: { as: '{other}', text: 'Hello' }, status: 403 },
    ],
  },
  'GET www.instagram.com/explore/tags/:tag': {
    answers: [{ says: 'lists the posts', path: '/explore/tags/clay/', given: (scene) => scene.fill('{media}'), status: 200, page: /#clay/ }],
    refusals: [{ says: 'a text that is no hashtag', path: '/explore/tags/a%20b/', status: 404 }],
  },
  'GET www.instagram.com/stories/:username': {
    answers: [{ says: 'opens the first', path: '/stories/linden.ceramics/', given: (scene) => scene.fill('{story}'), status: 303, location: /stories\/linden\.ceramics\/\d+/ }],
    refusals: [missing('/stories/linden.ceramics/'), missing('/stories/nobody/')],
  },
  'GET www.instagram.com/stories/:username/:story': shows('/stories/linden.ceramics/{story}/', /linden\.ceramics/, '/stories/linden.ceramics/1/'),
  'GET www.instagram.com/:username': shows('/linden.ceramics/', /Stoneware/, '/nobody/'),
  'GET www.instagram.com/:username/reels': shows('/linden.ceramics/reels/', /linden\.ceramics/, '/nobody/reels/'),
  'GET www.instagram.com/:username/tagged': shows('/linden.ceramics/tagged/', /linden\.ceramics/, '/nobody/tagged/'),
  'POST www.instagram.com/:username/follow': acts('/harbour.bakery/follow/', { follow: 'give' }, '/nobody/follow/'),
  'GET scontent.cdninstagram.com/v/:file': {
    answers: [{ says: 'a picture', path: '/v/{picture}.jpg', status: 200 }],
    refusals: [{ says: 'a file that is not there', path: '/v/nothing.jpg', status: 404 }],
  },
}; // prettier-ignore
