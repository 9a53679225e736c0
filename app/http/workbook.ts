// Workbooks that are answered as files to save.

/** The workbook under this name; `plainName` is for browsers that know no other letters. */
export const sendWorkbook = (workbook: BodyInit, { name, plainName }: { name: string; plainName: string }) =>
  new Response(workbook, {
    headers: {
      'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'Content-Disposition': `attachment; filename="${plainName}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Cache-Control': 'no-store',
    },
  })
