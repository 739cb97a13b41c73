/**
 * Loaded into the product and the simulator before their own code. Both live in a session of their own, where no
 * terminal reaches them; when the starter is killed, its closing channel is what tells them to finish.
 */
process.once('disconnect', () => {
  const hasItsOwnWay = process.listenerCount('disconnect') > 0;
  if (!hasItsOwnWay) process.kill(process.pid, 'SIGTERM');
});
// The channel alone must not keep a finished process alive.
process.channel?.unref();
