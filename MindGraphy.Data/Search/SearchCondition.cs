using System.Text.RegularExpressions;
using MindGraphy.Domain.Search;
using Npgsql;

namespace MindGraphy.Data.Search;

/// <summary>A search as the condition on <c>customer_search</c>: what the index answers, and what is then looked at once more.</summary>
internal sealed partial class SearchCondition
{
    /// <summary>The condition on the line <c>s</c>; its three parameters are always there, so that the statement stays the same for every text.</summary>
    public const string Sql = "search_terms(s.words) @@ @terms::tsquery AND s.words LIKE ALL (@likes) AND s.words ~ ALL (@patterns)";

    /// <summary>
    /// The newest couples that fit, at most <c>@most</c>: ids are ordered by time. OFFSET 0 keeps the limit from the planner, which would go
    /// through the newest couples one by one until enough of them fit instead of asking the index (2 s against 1 ms of 40,000 couples).
    /// </summary>
    public const string NewestSql =
        "SELECT f.customer_id FROM (SELECT s.customer_id FROM customer_search s WHERE "
        + Sql
        + " OFFSET 0) f ORDER BY f.customer_id DESC LIMIT @most";

    private const int Letters = 3;
    private readonly List<string> _terms = [];
    private readonly List<string> _likes = [];
    private readonly List<string> _patterns = [];

    public SearchCondition(SearchQuery query)
    {
        foreach (var word in query.Words)
        {
            Add(word);
        }
    }

    /// <summary>What the index is asked.</summary>
    public string Terms => string.Join(" & ", _terms);

    /// <summary>The parameters, new ones each time.</summary>
    public NpgsqlParameter[] Parameters() => [new("terms", Terms), new("likes", _likes.ToArray()), new("patterns", _patterns.ToArray())];

    private void Add(SearchWord word)
    {
        switch (word.Kind)
        {
            case SearchWordKind.Day:
                _terms.Add(Quote("@" + word.Text));
                break;
            case SearchWordKind.Digits when word.MayBeDay:
                _terms.Add($"({Quote("@" + word.Text)} | ({string.Join(" & ", Pieces(word.Text))}))");
                break;
            case SearchWordKind.Digits when word.Text.Length == 4:
                // The last four, as people say them; a number that is just being typed begins with 0.
                _terms.Add(
                    word.Text[0] == '0' ? $"({Quote("#" + word.Text)} | ({string.Join(" & ", Pieces(word.Text))}))" : Quote("#" + word.Text)
                );
                break;
            case SearchWordKind.Text when word.Pattern is not null:
                _terms.AddRange(Pieces(string.Concat(word.Text.Select(Hangul.InitialOf))));
                _patterns.Add(word.Pattern);
                break;
            default:
                _terms.AddRange(Pieces(word.Text));
                if (word.Text.Length > Letters)
                {
                    _likes.Add("%" + Wildcards().Replace(word.Text, @"\$0") + "%");
                }

                break;
        }
    }

    // Up to three letters are the beginning of an indexed piece; more are all the threes in it, which a look at the words then confirms.
    private static IEnumerable<string> Pieces(string word) =>
        word.Length <= Letters
            ? [Quote(word) + ":*"]
            : Enumerable.Range(0, word.Length - Letters + 1).Select(i => Quote(word.Substring(i, Letters))).Distinct();

    private static string Quote(string lexeme) =>
        "'" + lexeme.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal) + "'";

    [GeneratedRegex(@"[\\%_]")]
    private static partial Regex Wildcards();
}
