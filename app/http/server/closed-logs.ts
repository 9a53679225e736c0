// The log is somebody else's pipe: when its reader goes, people who study must not notice.

/** Lets the process live on when what it writes to its standard streams can no longer be read. Other faults of theirs are faults. */
export function ignoreClosedLogs(streams: readonly NodeJS.WriteStream[] = [process.stdout, process.stderr]) {
  for (const stream of streams) {
    stream.on('error', (fault: NodeJS.ErrnoException) => {
      if (fault.code !== 'EPIPE' && fault.code !== 'EIO') throw fault
    })
  }
}
