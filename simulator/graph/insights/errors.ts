import { graphError, type MetaError } from '../errors.ts';

/**
 * What Meta answers when insights are refused: HTTP 400, code 100 unless told. Words seen in answers of 2023 to 2026, or in Meta's
 * pages; those marked inferred are ours, as nobody has published them.
 */

export function metricUnknown(index: number, known: readonly string[]): MetaError {
  return mustBeOneOf(`metric[${index}]`, known);
}

/** For other parameters than metric the form is inferred. */
export function mustBeOneOf(name: string, known: readonly string[]): MetaError {
  return refuse(`(#100) ${name} must be one of the following values: ${known.join(', ')}`);
}

export function impressionsRetired(): MetaError {
  // The middle of the sentence was seen; what follows "supported" is inferred.
  return refuse(
    '(#100) Starting from version 22 and above, the impressions metric is no longer supported for the queried media.',
  );
}

export function needsTotalValue(metrics: readonly string[]): MetaError {
  return refuse(
    `(#100) The following metrics (${metrics.join(', ')}) should be specified with parameter metric_type=total_value`,
  );
}

export function seriesOnly(metric: string): MetaError {
  return refuse(`(#100) The following metric (${metric}) is incompatible with the metric type (total_value)`);
}

/** Inferred, in the words of its neighbour. */
export function wrongPeriod(metric: string, period: string): MetaError {
  return refuse(`(#100) The following metric (${metric}) is incompatible with the period (${period})`);
}

export function tooFarBack(metric: string): MetaError {
  return refuse(
    `(#100) (${metric}) metric only supports querying data for the last 30 days excluding the current day`,
  );
}

export function windowTooLong(): MetaError {
  return refuse('(#100) There cannot be more than 30 days (2592000 s) between since and until');
}

/** Older than two years, or in the future: Meta says the same of both. */
export function sinceInvalid(): MetaError {
  return refuse('(#100) since param is not valid. Metrics data is available for the last 2 years');
}

/** Inferred. */
export function untilBeforeSince(): MetaError {
  return refuse('(#100) until param should be after since param');
}

/** Inferred. */
export function notATime(name: string): MetaError {
  return refuse(`(#100) ${name} param must be a valid time`);
}

/** Inferred: the changelog says that these frames ended with v20, and no answer is recorded. */
export function timeframeEnded(timeframe: string): MetaError {
  return refuse(`(#100) The timeframe (${timeframe}) is no longer supported starting from version 20`);
}

/** A breakdown that the metric does not have, or one beside a metric without. */
export function unknownError(): MetaError {
  return refuse('An unknown error has occurred.', { code: 1 });
}

export function wrongProductType(metrics: readonly string[]): MetaError {
  return refuse(
    `(#100) The Media Insights API does not support the ${metrics.join(', ')} metric for this media product type.`,
  );
}

export function fewViewers(): MetaError {
  return refuse('(#10) Not enough viewers for the media to show insights', { code: 10 });
}

/** The words are inferred, the subcode was seen. */
export function notOnFacebook(metric: string): MetaError {
  return refuse(`(#100) The ${metric} metric is not available for media that is not shared to Facebook.`, {
    subcode: 2207086,
  });
}

export function postedBeforeConversion(): MetaError {
  return refuse('Invalid parameter', {
    subcode: 2108006,
    isTransient: false,
    userTitle: 'Media posted before business account conversion',
    userMessage:
      "The media was posted before the most recent time that the user's account was converted to a business account from a personal account.",
    data: { blame_field_specs: [['']] },
  });
}

type Parts = Partial<Parameters<typeof graphError>[0]>;

function refuse(message: string, parts: Parts = {}): MetaError {
  return graphError({ message, code: 100, ...parts });
}
