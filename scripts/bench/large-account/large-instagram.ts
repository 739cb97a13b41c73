/**
 * An Instagram of one account with more media than anybody has, as far as reading can tell. Every answer is reckoned from the
 * number of the media (0 is the newest), so that it holds nothing by itself and what grows in its process is the product's.
 */
export interface LargeInstagram {
  fetch: typeof fetch;
  /** Calls that were answered, by what they asked for. */
  calls: Record<'lists' | 'insights' | 'others', number>;
}

export const account = '17841500000000001';
const firstId = 17_900_000_000_000_000n;
const spanSeconds = 720 * 86_400;
const types = [
  ['IMAGE', 'FEED'],
  ['CAROUSEL_ALBUM', 'FEED'],
  ['VIDEO', 'REELS'],
] as const;
/** Not shared to Facebook, as most are: these two are refused, each by itself. */
const ofFacebook = new Set(['facebook_views', 'crossposted_views']);

export function createLargeInstagram({ media, now }: { media: number; now: Date }): LargeInstagram {
  const calls = { lists: 0, insights: 0, others: 0 };
  return {
    calls,
    async fetch(input) {
      const url = new URL(input instanceof Request ? input.url : input);
      const [whose = '', edge = ''] = url.pathname.split('/').slice(-2);
      if (edge === 'media' && whose === account) {
        calls.lists++;
        return page(url.searchParams);
      }
      if (edge === 'insights') {
        calls.insights++;
        return insights(Number(BigInt(whose) - firstId), url.searchParams);
      }
      calls.others++;
      if (edge === 'stories') return Response.json({ data: [] });
      return Response.json({ id: account, user_id: account, username: 'large', followers_count: 5000 });
    },
  };

  function page(query: URLSearchParams): Response {
    const from = Number(query.get('after') ?? 0);
    const end = Math.min(media, from + Number(query.get('limit') ?? 25));
    const data = Array.from({ length: end - from }, (_, index) => mediaAt(from + index));
    const paging = { cursors: { after: String(end) }, ...(end < media ? { next: 'there is more' } : {}) };
    return Response.json({ data, paging });
  }

  function mediaAt(number: number) {
    const [type, product] = types[number % types.length]!;
    const at = new Date(now.getTime() - 1000 * Math.floor(((number + 1) * spanSeconds) / media));
    const address = `https://scontent.cdninstagram.com/v/${number}/${'signature'.repeat(20)}.jpg`;
    return {
      id: String(firstId + BigInt(number)),
      caption: `Post ${number}: a bowl, thrown this morning and fired tonight #clay #bowl${number % 20}`,
      media_type: type,
      media_product_type: product,
      media_url: address,
      permalink: `https://www.instagram.com/p/L${number}/`,
      timestamp: at.toISOString().replace('.000Z', '+0000'),
      like_count: number % 400,
      comments_count: number % 17,
      is_comment_enabled: true,
    };
  }

  function insights(number: number, query: URLSearchParams): Response {
    const metrics = query.get('metric')?.split(',') ?? [];
    if (metrics.some((metric) => ofFacebook.has(metric))) return Response.json(notShared, { status: 400 });
    const breakdown = query.get('breakdown');
    return Response.json({
      data: metrics.map((name, index) => {
        const value = 1 + ((number * 31 + index) % 5000);
        if (!breakdown) return { name, period: 'lifetime', values: [{ value }] };
        const results = [{ dimension_values: ['email'], value }];
        return { name, total_value: { value, breakdowns: [{ dimension_keys: [breakdown], results }] } };
      }),
    });
  }
}

const notShared = {
  error: {
    message: 'The media was not shared to Facebook',
    type: 'OAuthException',
    code: 100,
    error_subcode: 2_207_086,
  },
};
