using MindGraphy.Domain.Customers;

namespace MindGraphy.Web.Features.Customers;

/// <summary>
/// A column as this screen shows it. Whatever changes it raises <see cref="Revision"/>, and only then is the column drawn again: a drag
/// redraws two of six.
/// </summary>
public sealed class PipelineColumn(BoardStage stage, LeadSort sort = LeadSort.Newest)
{
    private readonly List<LeadCard> _cards = [.. stage.Cards];

    /// <summary>The column.</summary>
    public LeadStatus Stage { get; } = stage.Stage;

    /// <summary>Its cards, in the order that was asked for.</summary>
    public IReadOnlyList<LeadCard> Cards => _cards;

    /// <summary>How many there are, counted up to <see cref="BoardStage.MostCounted"/>.</summary>
    public int Count { get; private set; } = stage.Count;

    /// <summary>Whether the database holds more than is shown.</summary>
    public bool HasMore => Count > _cards.Count;

    /// <summary>Counts the changes.</summary>
    public int Revision { get; private set; }

    /// <summary>Takes a card in where its time puts it, or in place of its former self.</summary>
    public void Put(LeadCard card)
    {
        var known = _cards.FindIndex(c => c.Id == card.Id);
        if (known >= 0 && _cards[known] == card)
        {
            return;
        }

        // Asked before anything changes: below the last card of a whole column there is nothing that could stand between.
        var hadMore = HasMore;
        if (known >= 0)
        {
            _cards.RemoveAt(known);
        }
        else
        {
            Count++;
        }

        var place = _cards.FindIndex(c => Before(card, c));
        if (place >= 0 || !hadMore || _cards.Count == 0)
        {
            _cards.Insert(place < 0 ? _cards.Count : place, card);
        }

        Revision++;
    }

    // Whether a card stands above another one in this order.
    private bool Before(LeadCard card, LeadCard other) =>
        sort switch
        {
            LeadSort.Longest => card.StatusChangedAt < other.StatusChangedAt,
            LeadSort.Wedding => (card.WeddingDate ?? DateOnly.MaxValue) < (other.WeddingDate ?? DateOnly.MaxValue),
            LeadSort.Task => (card.NextTaskOn ?? DateOnly.MaxValue) < (other.NextTaskOn ?? DateOnly.MaxValue),
            LeadSort.Untouched => card.LastTouchedAt < other.LastTouchedAt,
            LeadSort.Name => string.CompareOrdinal(card.BrideName, other.BrideName) < 0,
            _ => card.StatusChangedAt > other.StatusChangedAt,
        };

    /// <summary>Lets a card go.</summary>
    public void Remove(Guid id)
    {
        if (_cards.RemoveAll(c => c.Id == id) > 0)
        {
            Count--;
            Revision++;
        }
    }

    /// <summary>Goes on where it stopped.</summary>
    public void Append(IReadOnlyList<LeadCard> cards)
    {
        _cards.AddRange(cards.Where(c => _cards.All(known => known.Id != c.Id)));
        if (cards.Count < BoardStage.Most)
        {
            Count = Math.Min(Count, _cards.Count);
        }

        Revision++;
    }
}
