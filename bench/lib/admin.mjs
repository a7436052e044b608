/** Loaded into every measured process before its own code: answers the harness over the IPC channel, nothing else. */
process.on('message', (/** @type {{ type?: string, id?: number }} */ message) => {
  if (message?.type !== 'usage') return;
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  process.send?.({ type: 'usage', id: message.id, cpuMs: (user + system) / 1000, rss, heapUsed });
});
process.channel?.unref();
