const sentences: Record<string, string> = {
  'workspace.created': 'Created the workspace',
  'workspace.renamed': 'Renamed the workspace',
  'connection.established': 'Connected',
  'connection.reconnected': 'Reconnected',
  'connection.disconnected': 'Disconnected',
  'connection.removed_at_instagram': 'Removed at Instagram',
  'connection.erased_at_instagram': 'Erased, as Instagram asked',
  'connection.needs_reconnect': 'Access refused by Instagram',
  'revocation.confirmed': 'Instagram confirmed the revocation',
  'revocation.not_possible': 'Instagram offers no revocation from here',
  'revocation.expired': 'Gave up the revocation after 24 hours',
  'post.scheduled': 'Sent a post to be published',
  'post.resolved': 'Said what became of a post',
};

/** An action of the audit trail in words: `connection.time_zone_set` reads "Connection: time zone set". */
export function nameAction(action: string): string {
  const known = sentences[action];
  if (known) return known;
  const words = action.replaceAll('_', ' ').replace('.', ': ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
