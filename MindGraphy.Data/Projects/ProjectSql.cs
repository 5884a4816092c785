namespace MindGraphy.Data.Projects;

/// <summary>What a database that was there before plans is given.</summary>
internal static class ProjectSql
{
    /// <summary>
    /// A fact is kept once, the first time. The main shoot's day and what was held follow from the shoots, in the zone of Korean studios. Tasks and promises
    /// come when the studio applies its templates.
    /// </summary>
    public const string Backfill = """
        DELETE FROM project_milestones a USING project_milestones b
        WHERE a.project_id = b.project_id AND a.milestone_type = b.milestone_type AND (a.milestone_date, a.id) > (b.milestone_date, b.id);

        WITH main AS (
            SELECT s.project_id, min(s.start_time) AS begins, max(s.end_time) AS ends, bool_and(s.status = 'completed') AS held
            FROM shooting_schedules s JOIN projects p ON p.id = s.project_id
            WHERE s.status <> 'cancelled'
                AND (s.schedule_type = 'main_shoot' OR (p.project_type <> 'wedding' AND s.schedule_type = 'pre_wedding'))
            GROUP BY s.project_id
        ), dated AS (
            UPDATE projects p SET shoot_date = (main.begins AT TIME ZONE 'Asia/Seoul')::date FROM main WHERE main.project_id = p.id
        )
        INSERT INTO project_milestones (id, project_id, milestone_type, milestone_date, created_at)
        SELECT gen_random_uuid(), main.project_id, 'shooting_completed', main.ends, now() FROM main WHERE main.held;
        """;
}
