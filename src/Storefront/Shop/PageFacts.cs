namespace ChatCommerce.Storefront.Shop;

/// <summary>What a page tells browsers, search engines and previews about itself.</summary>
/// <param name="Title">Without the shop's name.</param>
/// <param name="Path">Of the shop, for the canonical address; null keeps the page out of search engines.</param>
/// <param name="Image">Address of a picture for previews.</param>
/// <param name="Data">JSON-LD, already safe inside a script element.</param>
public sealed record PageFacts(string Title, string? Path, string Description = "", string? Image = null, string Kind = "website", string? Data = null);
