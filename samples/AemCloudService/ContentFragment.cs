namespace AemCloudService;

/// <summary>A content fragment, as far as this sample shows it.</summary>
internal sealed record ContentFragment(string? Path, string? Title);
