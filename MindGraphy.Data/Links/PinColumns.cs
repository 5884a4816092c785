using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindGraphy.Domain.Links;

namespace MindGraphy.Data.Links;

/// <summary>
/// The three columns of a PIN, the same in every table that asks for one. What is read by a statement of our own has to bring them under the names that
/// EF gives parts of an entity there ("Pin_PausedUntil"), whatever they are called in the table: a statement that EF wraps to the letter, one that it reads
/// as it is without regard to capitals, so that pin_id and pin_tries are found there as they are.
/// </summary>
internal static class PinColumns
{
    public static void Map(ComplexPropertyBuilder<PinGate> pin)
    {
        pin.IsRequired();
        pin.Property(p => p.Id).HasColumnName("pin_id");
        pin.Property(p => p.Tries).HasColumnName("pin_tries").HasDefaultValue(0);
        pin.Property(p => p.PausedUntil).HasColumnName("pin_paused_until");
    }
}
