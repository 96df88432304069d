namespace ChatCommerce.Platform.Text;

/// <summary>Patterns for <c>like</c> and <c>ilike</c> from what people type: a percent sign or an underscore of theirs is only itself.</summary>
public static class LikePattern
{
    public static string Containing(string text) =>
        "%" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
}
