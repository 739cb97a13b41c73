type Complain = (name: string, problem: string, fix: string) => void;

export interface S3Settings {
  /** `https://…`, without the bucket. */
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** What the library can be told from outside. */
export interface LibraryConfig {
  /** Bytes that a video may have. */
  videoLimitBytes: number;
  /** Where bytes are kept instead of `DATA_DIR/files`. */
  s3: S3Settings | undefined;
  /** The program that converts videos, and the folders in which a name is looked for. */
  ffmpeg: string;
  searchPath: string;
  /** Import by URL may fetch from the simulated Instagram, which is on this machine. Only where Instagram is simulated. */
  importsFromSimulator: boolean;
}

const megabyte = 1024 * 1024;

export function readLibraryConfig(
  text: (name: string) => string | undefined,
  isSimulated: boolean,
  complain: Complain,
): LibraryConfig {
  const videoMegabytes = Number(text('VIDEO_LIMIT_MB') ?? 300);
  if (!Number.isInteger(videoMegabytes) || videoMegabytes < 1 || videoMegabytes > 1024)
    complain(
      'VIDEO_LIMIT_MB',
      'is no size that Tintype takes.',
      'Use a whole number of megabytes from 1 to 1024.',
    );
  const fromSimulator = text('IMPORT_FROM_SIMULATOR') ?? 'no';
  if (fromSimulator !== 'yes' && fromSimulator !== 'no')
    complain('IMPORT_FROM_SIMULATOR', `is "${fromSimulator}".`, 'Use yes or no.');
  if (fromSimulator === 'yes' && !isSimulated)
    complain(
      'IMPORT_FROM_SIMULATOR',
      'is for the simulated Instagram alone.',
      'Leave it out: imports come from the public internet.',
    );
  return {
    videoLimitBytes: videoMegabytes * megabyte,
    s3: readS3(text, complain),
    ffmpeg: text('FFMPEG') ?? 'ffmpeg',
    searchPath: text('PATH') ?? '/usr/local/bin:/usr/bin:/bin',
    importsFromSimulator: fromSimulator === 'yes',
  };
}

const s3Names = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

/** All of it or none of it. */
function readS3(text: (name: string) => string | undefined, complain: Complain): S3Settings | undefined {
  const given = s3Names.filter((name) => text(name) !== undefined);
  if (given.length === 0) return undefined;
  for (const name of s3Names)
    if (!given.includes(name))
      complain(name, `is missing beside ${given[0]}.`, 'Set all four, or none to keep files in DATA_DIR.');
  const endpoint = URL.parse(text('S3_ENDPOINT') ?? '');
  if (given.includes('S3_ENDPOINT') && !(endpoint && /^https?:$/.test(endpoint.protocol)))
    complain('S3_ENDPOINT', 'is not an address.', 'Write it like https://s3.eu-central-1.amazonaws.com.');
  return {
    endpoint: (text('S3_ENDPOINT') ?? '').replace(/\/+$/, ''),
    region: text('S3_REGION') ?? 'us-east-1',
    bucket: text('S3_BUCKET') ?? '',
    accessKeyId: text('S3_ACCESS_KEY_ID') ?? '',
    secretAccessKey: text('S3_SECRET_ACCESS_KEY') ?? '',
  };
}
