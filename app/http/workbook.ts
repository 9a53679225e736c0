// Workbooks as downloads.

/** Sends the workbook under this name; `plainName` is for browsers that support only ASCII. */
export const sendWorkbook = (workbook: BodyInit, { name, plainName }: { name: string; plainName: string }) =>
  new Response(workbook, {
    headers: {
      'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'Content-Disposition': `attachment; filename="${plainName}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Cache-Control': 'no-store',
    },
  })
