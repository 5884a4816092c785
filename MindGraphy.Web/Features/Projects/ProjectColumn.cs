using MindGraphy.Domain.Projects;

namespace MindGraphy.Web.Features.Projects;

/// <summary>A column of the board as this screen shows it. Whatever changes it raises <see cref="Revision"/>, and only then is it drawn again.</summary>
public sealed class ProjectColumn(ProjectStage stage)
{
    private readonly List<ProjectCard> _cards = [.. stage.Cards];
    private readonly bool _newestFirst = ProjectStage.IsNewestFirst(stage.Stage);

    /// <summary>The column.</summary>
    public ProjectStatus Stage { get; } = stage.Stage;

    /// <summary>Its cards: next weddings first; of what is handed over, the latest.</summary>
    public IReadOnlyList<ProjectCard> Cards => _cards;

    /// <summary>How many there are, counted up to <see cref="ProjectStage.MostCounted"/>.</summary>
    public int Count { get; private set; } = stage.Count;

    /// <summary>Whether the database holds more than is shown.</summary>
    public bool HasMore => Count > _cards.Count;

    /// <summary>Counts the changes.</summary>
    public int Revision { get; private set; }

    /// <summary>Where the next cards begin.</summary>
    public ProjectCursor? After => _cards is [.., var last] ? new ProjectCursor(last.WeddingDate, last.Id) : null;

    /// <summary>Takes a card in where its wedding puts it, or in place of its former self.</summary>
    public void Put(ProjectCard card)
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

        var place = _cards.FindIndex(c => _newestFirst ? card.WeddingDate > c.WeddingDate : card.WeddingDate < c.WeddingDate);
        if (place >= 0 || !hadMore || _cards.Count == 0)
        {
            _cards.Insert(place < 0 ? _cards.Count : place, card);
        }

        Revision++;
    }

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
    public void Append(IReadOnlyList<ProjectCard> cards)
    {
        _cards.AddRange(cards.Where(c => _cards.TrueForAll(known => known.Id != c.Id)));
        if (cards.Count < ProjectStage.Most)
        {
            Count = Math.Min(Count, _cards.Count);
        }

        Revision++;
    }
}
