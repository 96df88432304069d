namespace ChatCommerce.Commerce.Search.Words;

/// <summary>Optimal string alignment: insert, delete, replace, or swap two neighbours, each place edited once.</summary>
internal static class EditDistance
{
    private const int Longest = 160;

    /// <summary>The distance, or <paramref name="limit"/> + 1 as soon as it is known to be larger.</summary>
    public static int Osa(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit || a.Length > Longest || b.Length > Longest)
        {
            return limit + 1;
        }

        var width = b.Length + 1;
        Span<int> rows = stackalloc int[3 * (Longest + 1)];
        Span<int> before = rows[..width], last = rows.Slice(width, width), row = rows.Slice(2 * width, width);
        for (var j = 0; j < width; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var least = Row(a, b, i, before, last, row);
            if (least > limit)
            {
                return limit + 1;
            }

            var free = before;
            before = last;
            last = row;
            row = free;
        }

        return Math.Min(last[b.Length], limit + 1);
    }

    private static int Row(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int i, Span<int> before, Span<int> last, Span<int> row)
    {
        row[0] = i;
        var least = i;
        for (var j = 1; j <= b.Length; j++)
        {
            var replace = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            var best = Math.Min(replace, Math.Min(last[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            {
                best = Math.Min(best, before[j - 2] + 1);
            }

            row[j] = best;
            least = Math.Min(least, best);
        }

        return least;
    }
}
