"""Live preview: the site in a browser while it is written.

    a save --watching--> Live (read, checked and planned anew) --server--> browser
                              --complete--> the search index, in the background

Pages are made when somebody looks at them, from the same outputs that a build would publish, so they are the same byte
for byte; only the line that loads `preview.js` is put behind them. The site that was good last stays until the next
good one.
"""
