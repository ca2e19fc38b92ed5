"""The course as a web site: pages to read, and the edition that runs in the browser alone."""
