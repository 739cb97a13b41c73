import { ImageOff } from 'lucide-react';
import { useState } from 'react';

/** A picture from our own address; a mark of nothing where Instagram hands out none any more. */
export function MediaPicture(props: {
  src: string | null;
  alt: string;
  isLive: boolean;
  className: string;
  isEager?: true;
}) {
  const { src } = props;
  const [failed, setFailed] = useState<string>();
  return (
    <span className={`clip ${props.isLive ? 'live' : 'silver'} ${props.className}`}>
      {src && failed !== src ? (
        <img
          src={src}
          alt={props.alt}
          loading={props.isEager ? undefined : 'lazy'}
          onError={() => setFailed(src)}
        />
      ) : (
        <span className="no-picture" role={props.alt ? 'img' : undefined} aria-label={props.alt || undefined}>
          <ImageOff size={20} strokeWidth={1.6} aria-hidden="true" />
        </span>
      )}
    </span>
  );
}
