using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Tests.Fakes;

internal sealed record LogLine(LogLevel Level, int Id, string? Name, string Text);
