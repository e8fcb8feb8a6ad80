"""The figures of docs/quality.md and docs/performance.md, one command each."""
