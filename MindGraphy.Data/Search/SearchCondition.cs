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

    /// <summary>
    /// The same for plain words among the newest couples: a word that is met often is found there at once, and sorting all its couples by age
    /// would cost more than all the rest (2,000 of 100,000 have the same first name).
    /// </summary>
    public const string NearSql =
        "SELECT n.customer_id FROM (SELECT s.customer_id, s.words FROM customer_search s WHERE @plain ORDER BY s.customer_id DESC LIMIT 1000) n"
        + " WHERE n.words LIKE ALL (@pieces) ORDER BY n.customer_id DESC LIMIT @most";

    private const int Letters = 3;
    private readonly List<string> _terms = [];
    private readonly List<string> _likes = [];
    private readonly List<string> _patterns = [];
    private readonly List<string> _pieces = [];
    private readonly bool _isPlain;

    public SearchCondition(SearchQuery query)
    {
        // Text without initial consonants is met exactly where it stands in the line; days and numbers are not.
        _isPlain = query.Words.Count > 0 && query.Words.All(w => w.Kind == SearchWordKind.Text && w.Pattern is null);
        foreach (var word in query.Words)
        {
            Add(word);
            _pieces.Add(Like(word.Text));
        }
    }

    /// <summary>What the index is asked.</summary>
    public string Terms => string.Join(" & ", _terms);

    /// <summary>The parameters, new ones each time.</summary>
    public NpgsqlParameter[] Parameters() => [new("terms", Terms), new("likes", _likes.ToArray()), new("patterns", _patterns.ToArray())];

    /// <summary>Those of <see cref="NearSql"/>.</summary>
    public NpgsqlParameter[] NearParameters() => [new("plain", _isPlain), new("pieces", _pieces.ToArray())];

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
                    _likes.Add(Like(word.Text));
                }

                break;
        }
    }

    // Up to three letters are the beginning of an indexed piece; more are all the threes in it, which a look at the words then confirms.
    private static IEnumerable<string> Pieces(string word) =>
        word.Length <= Letters
            ? [Quote(word) + ":*"]
            : Enumerable.Range(0, word.Length - Letters + 1).Select(i => Quote(word.Substring(i, Letters))).Distinct();

    private static string Like(string word) => "%" + Wildcards().Replace(word, @"\$0") + "%";

    private static string Quote(string lexeme) =>
        "'" + lexeme.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal) + "'";

    [GeneratedRegex(@"[\\%_]")]
    private static partial Regex Wildcards();
}
