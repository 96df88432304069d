namespace ChatCommerce.Tests.Commerce.Search;

/// <summary>Typing errors that are the same in every run: a letter lost, added, wrong or swapped in one word of four letters or more.</summary>
public sealed class Typing(uint seed)
{
    private uint state = seed * 2654435761;

    public string OneError(string query)
    {
        var words = query.Split(' ');
        int[] long4 = [.. Enumerable.Range(0, words.Length).Where(i => words[i].Length >= 4 && words[i].All(char.IsLetter))];
        if (long4.Length == 0)
        {
            return query;
        }

        var at = long4[Next(long4.Length)];
        words[at] = Spoil(words[at]);
        return string.Join(' ', words);
    }

    private string Spoil(string word)
    {
        var i = Next(word.Length);
        var letter = ((char)('a' + Next(26))).ToString();
        return Next(4) switch
        {
            0 => word.Remove(i, 1),
            1 => word.Insert(i, letter),
            2 => word.Remove(i, 1).Insert(i, letter),
            _ when i + 1 < word.Length => word[..i] + word[i + 1] + word[i] + word[(i + 2)..],
            _ => word.Remove(i, 1),
        };
    }

    private int Next(int below)
    {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return (int)(state % (uint)below);
    }
}
