// Imported before everything else, so that an older Node says one sentence instead of failing on a newer file.
if (Number(process.versions.node.split('.')[0]) < 26) {
  process.stderr.write(
    `Tintype runs on Node 26 or newer, and this is ${process.version}: run "npm start", which brings the right one.\n`,
  );
  process.exit(1);
}
