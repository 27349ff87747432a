namespace Analytics;

/// <summary>A report suite of a company.</summary>
internal sealed record ReportSuite(string Rsid, string? Name);
