namespace Analytics;

/// <summary>A company of Analytics: its id is part of every address but that of the discovery.</summary>
internal sealed record Company(string GlobalCompanyId, string? CompanyName);
