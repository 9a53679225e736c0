// The log is a pipe to another process: if its reader ends, users must not notice.

/** Keeps the process alive when its standard streams can no longer be read. Other errors of the streams are still errors. */
export function ignoreClosedLogs(streams: readonly NodeJS.WriteStream[] = [process.stdout, process.stderr]) {
  for (const stream of streams) {
    stream.on('error', (fault: NodeJS.ErrnoException) => {
      if (fault.code !== 'EPIPE' && fault.code !== 'EIO') throw fault
    })
  }
}
